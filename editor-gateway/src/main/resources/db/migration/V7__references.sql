-- Pictures that were added for edits to look at: their blobs, by session. What is named in a message or
-- in a recipe is here too, so that nobody reads another session's pictures by a hash.
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
