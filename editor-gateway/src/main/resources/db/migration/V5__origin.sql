-- What an uploaded picture came as: PNG, JPEG or WEBP, and the SHA-256 hash of the blob in which its
-- EXIF, profile and density are kept. Null for sessions from before, and where it told nothing.
alter table session add column origin_format varchar(8);
alter table session add column origin_notes varchar(64);
