-- Since when a customer's external_id is the account's own word and not just a visitor's: proven on the way in, or given by the team.
alter table customers add external_id_verified_at timestamptz;

-- Where proof is required already, what came in since the rules last changed was proven. Of several the newest was the one recognised.
-- The owner, too, is held to one account, hence the moment without force.
alter table customers no force row level security;
alter table visitor_rules no force row level security;
update customers k set external_id_verified_at = k.inserted_at
where k.id in (
  select distinct on (c.account_id, c.external_id) c.id
  from customers c join visitor_rules r on r.account_id = c.account_id
  where r.verify_identity and c.external_id is not null and c.inserted_at > r.updated_at
  order by c.account_id, c.external_id, c.updated_at desc);
alter table visitor_rules force row level security;
alter table customers force row level security;

create unique index customers_verified_external_id on customers (account_id, external_id) where external_id_verified_at is not null;
