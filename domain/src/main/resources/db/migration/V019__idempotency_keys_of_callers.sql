-- A key belongs to who uses it, and stands for one content: key is the digest of both, fingerprint that of the content. Older rows match
-- nothing any more and go by age.
alter table once_keys add fingerprint varchar(64) not null default '';
