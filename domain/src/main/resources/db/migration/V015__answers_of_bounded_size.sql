-- What lists and events are made of is bounded, however large a value was stored before its limit.

-- A free object up to a size in bytes, null beyond. The stored size comes first, which is read without the value; a value takes at most
-- eight times the room that its text does.
create function bounded_json(value jsonb, bytes integer) returns jsonb
  language sql stable parallel safe
  return case when pg_column_size(value) <= 8 * bytes then case when octet_length(value::text) <= bytes then value end end;

-- What a message adds to a page, in bytes before escaping: its words, its metadata, and room for its author.
create function message_size(body text, metadata jsonb) returns bigint
  language sql stable parallel safe
  return 1000 + coalesce(octet_length(body), 0) + coalesce(octet_length(bounded_json(metadata, 65536)::text), 0);

--
create or replace function store_message(
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
  returning c.xmin::text into row_version;
  if not found then
    return;
  end if;
  insert into messages (id, account_id, conversation_id, seq, customer_id, user_id, body, type, content_type, private, source, subject,
    client_id, sent_at, metadata, file_count, inserted_at, updated_at)
  values (p_message, p_account, p_conversation, p_seq, p_customer, p_user, p_body, p_type, p_content_type, p_private, p_source, p_subject,
    p_client_id, p_sent_at, p_metadata, p_files, p_now, p_now)
  returning inserted_at, sent_at, metadata into stored_at, stored_sent_at, stored_metadata;
  insert into feed (account_id, event, conversation_id, message_id, seq) values (p_account, 'shout', p_conversation, p_message, p_seq);
  if p_is_changed then
    insert into feed (account_id, event, conversation_id, seq) values (p_account, 'conversation:updated', p_conversation, p_seq);
  end if;
  -- Only what belongs to this author: every table and index in a plan costs, even where nothing is looked for.
  if p_customer is not null then
    select k.name, k.email, k.inserted_at, k.updated_at, k.phone, k.external_id, k.profile_photo_url, k.company_id,
      k.host, k.pathname, k.current_url, k.browser, k.os, bounded_json(k.metadata, 16384)
    into k_name, k_email, k_inserted_at, k_updated_at, k_phone, k_external_id, k_profile_photo_url, k_company_id,
      k_host, k_pathname, k_current_url, k_browser, k_os, k_metadata
    from customers k where k.id = p_customer;
  elsif p_user is not null then
    select u.email, u.inserted_at, u.disabled_at, u.archived_at, u.role, p.id, p.full_name, p.display_name, p.profile_photo_url
    into user_email, user_inserted_at, user_disabled_at, user_archived_at, user_role,
      profile_id, profile_full_name, profile_display_name, profile_photo_url
    from users u left join user_profiles p on p.user_id = u.id where u.id = p_user;
  end if;
  return next;
end $$;
