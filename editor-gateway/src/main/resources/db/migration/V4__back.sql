-- Where reset came from, while the head stays where it led: undo and redo lead back there at once.
alter table session add column reset_from integer;

-- What was selected when an edit made a revision: undo selects it again, and so does who asks.
create table spent_selection (
  session_id varchar(26) not null,
  revision   integer     not null,
  content    text        not null,
  uploaded   text,
  primary key (session_id, revision),
  foreign key (session_id, revision) references revision (session_id, number)
);
