-- Ids tell no order any more: a message has its place in its session's chat. Those of before stand
-- in the order of their ids, which rose.

alter table message add column place integer;

update message set place = (
  select count(*) from message earlier
  where earlier.session_id = message.session_id and earlier.id <= message.id
);

alter table message alter column place set not null;
alter table message add constraint message_place unique (session_id, place);
drop index message_of_session;
