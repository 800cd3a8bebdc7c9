-- Whose a session is; it never changes. What was there before login, and what is made without one,
-- is the one owner's of such a server. The default is for gateways of before that still run beside.
alter table session add column owner varchar(300) default 'local' not null;

create index session_of_owner on session (owner, created_at);

-- A call that begins a session is known within its owner: 'new' for the one without login, or
-- 'new:' and the owner.
alter table answered_call alter column scope set data type varchar(310);

-- Keys of programs and people. The secret itself is nowhere: hash is its SHA-256, hint its first
-- characters.
create table access_key (
  id           varchar(26)              not null primary key,
  hash         varchar(64)              not null unique,
  hint         varchar(16)              not null,
  name         varchar(120)             not null,
  owner        varchar(300)             not null,
  scopes       varchar(64)              not null,
  created_at   timestamp with time zone not null,
  expires_at   timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at   timestamp with time zone
);

-- Links that open one session to whoever has them; kept as keys are.
create table session_share (
  id         varchar(26)              not null primary key,
  session_id varchar(26)              not null references session (id) on delete cascade,
  hash       varchar(64)              not null unique,
  may_edit   boolean                  not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone
);

create index session_share_of on session_share (session_id);
