-- Stores a message, moves its conversation on and tells the feed: all that the product does all day, in one call. One statement is
-- one round trip and, outside a transaction, a transaction of its own; and what is in here is planned once for each connection.
--
-- The caller decides how the conversation is left. With p_expected (the row's xmin) nothing is done when the row has another version
-- by now, since the decision was made on another state; without it the caller has locked the row. Nothing is done for the repeat of a
-- message, either: one with the same client_id or, from clients that know of none, of the same author, time and words. Both answer no row.
create function store_message(
  p_account uuid, p_conversation uuid, p_expected text,
  p_seq integer, p_now timestamptz, p_read boolean, p_status text, p_closed_at timestamptz, p_first_replied_at timestamptz,
  p_assignee bigint, p_is_changed boolean,
  p_message uuid, p_customer uuid, p_user bigint, p_body text, p_type text, p_content_type text, p_private boolean, p_source text,
  p_subject text, p_client_id uuid, p_sent_at timestamptz, p_repeats_since timestamptz, p_metadata jsonb, p_files integer)
returns table (
  row_version text, stored_at timestamptz, stored_sent_at timestamptz, stored_metadata jsonb,
  user_email text, user_inserted_at timestamptz, user_disabled_at timestamptz, user_archived_at timestamptz, user_role text,
  profile_id uuid, profile_full_name text, profile_display_name text, profile_photo_url text,
  k_name text, k_email text, k_inserted_at timestamptz, k_updated_at timestamptz, k_phone text, k_external_id text,
  k_profile_photo_url text, k_company_id uuid, k_host text, k_pathname text, k_current_url text, k_browser text, k_os text,
  k_metadata jsonb)
language plpgsql volatile as $$
declare
  v_version text;
  v_at timestamptz;
  v_sent_at timestamptz;
  v_metadata jsonb;
begin
  perform set_config('netia.account_id', p_account::text, true);
  if p_client_id is not null then
    if exists (select from messages d where d.conversation_id = p_conversation and d.client_id = p_client_id) then
      return;
    end if;
  elsif p_sent_at is not null then
    if exists (
      select from messages d
      where d.conversation_id = p_conversation and d.sent_at = p_sent_at and d.client_id is null and d.body is not distinct from p_body
        and d.customer_id is not distinct from p_customer and d.user_id is not distinct from p_user
        and d.inserted_at > p_repeats_since) then
      return;
    end if;
  end if;
  update conversations c
  set last_seq = p_seq, last_activity_at = p_now, read = p_read, status = p_status, closed_at = p_closed_at,
    first_replied_at = p_first_replied_at, assignee_id = p_assignee, updated_at = p_now, version = c.version + 1
  where c.id = p_conversation and (p_expected is null or c.xmin::text = p_expected)
  returning c.xmin::text into v_version;
  if not found then
    return;
  end if;
  insert into messages (id, account_id, conversation_id, seq, customer_id, user_id, body, type, content_type, private, source, subject,
    client_id, sent_at, metadata, file_count, inserted_at, updated_at)
  values (p_message, p_account, p_conversation, p_seq, p_customer, p_user, p_body, p_type, p_content_type, p_private, p_source, p_subject,
    p_client_id, p_sent_at, p_metadata, p_files, p_now, p_now)
  returning inserted_at, sent_at, metadata into v_at, v_sent_at, v_metadata;
  insert into feed (account_id, event, conversation_id, message_id, seq) values (p_account, 'shout', p_conversation, p_message, p_seq);
  if p_is_changed then
    insert into feed (account_id, event, conversation_id, seq) values (p_account, 'conversation:updated', p_conversation, p_seq);
  end if;
  return query
    select v_version, v_at, v_sent_at, v_metadata,
      u.email::text, u.inserted_at, u.disabled_at, u.archived_at, u.role::text,
      p.id, p.full_name::text, p.display_name::text, p.profile_photo_url::text,
      k.name::text, k.email::text, k.inserted_at, k.updated_at, k.phone::text, k.external_id::text,
      k.profile_photo_url::text, k.company_id, k.host::text, k.pathname::text, k.current_url::text, k.browser::text, k.os::text,
      k.metadata
    from (select) as one
      left join users u on u.id = p_user
      left join user_profiles p on p.user_id = p_user
      left join customers k on k.id = p_customer;
end $$;
