-- Pictures that were added for edits to look at: their blobs, by session. What a message names is
-- here too, so that nobody reads another session's pictures by a hash; a recipe that is run again in
-- another session may name one that only that session has.
create table reference_picture (
  session_id  varchar(26)              not null references session (id),
  image       varchar(64)              not null,
  width       integer                  not null,
  height      integer                  not null,
  see_through boolean                  not null,
  added_at    timestamp with time zone not null,
  primary key (session_id, image)
);

-- JSON: the hashes of those that came with it, in their order; null without any.
alter table message add column reference_images text;
