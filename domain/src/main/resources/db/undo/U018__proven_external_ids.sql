alter table customers drop external_id_verified_at;
