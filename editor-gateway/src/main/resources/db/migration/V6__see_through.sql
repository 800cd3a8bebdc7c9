-- Pictures that are not opaque everywhere; all before were laid on white.
alter table revision add column see_through boolean not null default false;
