alter table once_keys drop fingerprint;
