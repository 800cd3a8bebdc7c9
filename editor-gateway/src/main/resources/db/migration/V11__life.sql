-- When a session last became another one: what is newest, and what is old enough to go.
alter table session add column changed_at timestamp with time zone default current_timestamp not null;

update session set changed_at = (
  select max(made.created_at) from revision made where made.session_id = session.id
)
where exists (select 1 from revision made where made.session_id = session.id);

create index session_changed on session (changed_at, id);
create index session_of_owner_changed on session (owner, changed_at, id);

-- The pictures that recipes name, so that they stay as long as one of those does, whatever becomes
-- of the session that they were added to.
create table recipe_reference (
  session_id varchar(26) not null,
  revision   integer     not null,
  image      varchar(64) not null,
  primary key (session_id, revision, image),
  foreign key (session_id, revision) references revision (session_id, number)
);

insert into recipe_reference (session_id, revision, image)
select made.session_id, made.number, added.image
from revision made
join (select distinct image from reference_picture) added
  on made.recipe like '%"references":[%' || added.image || '%';

-- Who still refers to a picture is asked before it is removed.
create index revision_image on revision (image);
create index revision_mask on revision (mask);
create index revision_grown_mask on revision (grown_mask);
create index session_origin_notes on session (origin_notes);
create index reference_picture_image on reference_picture (image);
create index recipe_reference_image on recipe_reference (image);

-- One edit on many pictures. The gateway that carries it out is named; where that runs no more,
-- another goes on.
create table batch (
  id          varchar(26)              not null primary key,
  owner       varchar(300)             not null,
  -- JSON: what is to be run again.
  replay      text                     not null,
  state       varchar(16)              not null,
  created_at  timestamp with time zone not null,
  finished_at timestamp with time zone,
  carrier     varchar(26)              not null
);

create index batch_state on batch (state);

create table batch_picture (
  batch_id   varchar(26)  not null references batch (id),
  place      integer      not null,
  name       varchar(120) not null,
  -- The file as it came, until it is a session.
  upload     varchar(64),
  session_id varchar(26),
  state      varchar(16)  not null,
  -- JSON; null where nothing went wrong.
  problem    text,
  primary key (batch_id, place)
);

create index batch_picture_upload on batch_picture (upload);
create index batch_picture_session on batch_picture (session_id);
