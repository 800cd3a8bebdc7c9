-- Gateways that run on this database. The lease is renewed every few seconds; the work of one whose
-- lease has ended is ended by the others. Times are the database's own.
create table gateway (
  id          varchar(26)              not null primary key,
  lease_until timestamp with time zone not null
);

-- The gateway that carries the edit out; only it may store what the edit does.
alter table edit add column owner varchar(26);

-- Those that run are looked for every two seconds, among all that ever did.
create index edit_state on edit (state);
