-- What pages are told, numbered within each session without a gap and in the order of the commits,
-- since the session's row is locked from the number on. Kept for some minutes: who comes back to
-- any gateway is told what it missed.
alter table session add column last_event bigint default 0 not null;

create table session_event (
  session_id varchar(26)              not null references session (id) on delete cascade,
  number     bigint                   not null,
  name       varchar(16)              not null,
  -- JSON; null where it is what the session's tables hold when it is told.
  data       text,
  told_at    timestamp with time zone not null,
  primary key (session_id, number)
);

create index session_event_age on session_event (told_at);

-- JSON of what was asked for, so that another gateway can begin it again; null for those of before.
alter table edit add column request text;
-- How often it was begun; whether a step of it is stored; whether somebody wants it stopped.
alter table edit add column attempts integer default 1 not null;
alter table edit add column changed boolean default false not null;
alter table edit add column cancelled boolean default false not null;

-- The newest preview of an edit that runs, for pages that another gateway serves.
create table edit_preview (
  edit_id varchar(26) not null primary key references edit (id) on delete cascade,
  number  integer     not null,
  content bytea       not null
);
