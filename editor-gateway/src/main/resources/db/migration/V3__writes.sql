-- Rises with every change of what GET /api/sessions/{id} shows; it is the session's ETag.
alter table session add column version bigint default 1 not null;

-- What a call with an Idempotency-Key answered, stored with what the call changed. The columns
-- idempotency_key and request_hash of edit held this for messages alone and are no longer used.
create table answered_call (
  -- The session's id, or 'new' where the call begins one.
  scope           varchar(26)              not null,
  idempotency_key varchar(128)             not null,
  operation       varchar(32)              not null,
  request_hash    varchar(64)              not null,
  -- JSON
  answer          text                     not null,
  answered_at     timestamp with time zone not null,
  primary key (scope, idempotency_key)
);

create index answered_call_age on answered_call (answered_at);

insert into answered_call (scope, idempotency_key, operation, request_hash, answer, answered_at)
select session_id, idempotency_key, 'message', request_hash,
       '{"editId":"' || id || '"}', started_at
from edit
where idempotency_key is not null;
