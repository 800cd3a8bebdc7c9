-- Runs on H2 and on PostgreSQL as it is. Pictures are not here: image, mask and grown_mask are
-- SHA-256 hashes of blobs.

create table session (
  id          varchar(26)              not null primary key,
  name        varchar(120)             not null,
  created_at  timestamp with time zone not null,
  head        integer                  not null,
  -- The edit that runs now; claimed by an update that expects null, so there is one at most.
  active_edit varchar(26)
);

create table revision (
  session_id varchar(26)              not null references session (id),
  number     integer                  not null,
  parent     integer,
  -- The child that was left last by undo or reset: where redo goes.
  redo       integer,
  width      integer                  not null,
  height     integer                  not null,
  image      varchar(64)              not null,
  mask       varchar(64),
  grown_mask varchar(64),
  -- JSON; null for an uploaded picture.
  recipe     text,
  created_at timestamp with time zone not null,
  primary key (session_id, number),
  foreign key (session_id, parent) references revision (session_id, number)
);

create table selection (
  session_id varchar(26) not null primary key references session (id),
  -- JSON: what the person drew and its mask; an uploaded mask that lies below it.
  content    text        not null,
  uploaded   text
);

create table edit (
  id              varchar(26)              not null primary key,
  session_id      varchar(26)              not null references session (id),
  state           varchar(16)              not null,
  started_at      timestamp with time zone not null,
  finished_at     timestamp with time zone,
  idempotency_key varchar(128),
  request_hash    varchar(64),
  -- JSON of the reply, once finished.
  outcome         text,
  unique (session_id, idempotency_key)
);

create table message (
  id          varchar(26)              not null primary key,
  session_id  varchar(26)              not null references session (id),
  edit_id     varchar(26)              not null references edit (id),
  role        varchar(16)              not null,
  body        text                     not null,
  created_at  timestamp with time zone not null,
  revision    integer,
  -- JSON; null where nothing went wrong.
  problem     text,
  question    boolean                  not null
);

create index message_of_session on message (session_id, id);
