-- Columns of every type that Debezium has a mapping for, an identity of each kind, and values outside of the line.
create extension if not exists citext;
create type mood as enum ('calm','über happy','it''s "so"');
create domain positive as int check (value > 0);
create table kinds (
 id bigint primary key, c_bool bool, c_int2 smallint, c_int4 int, c_int8 bigint, c_float4 real, c_float8 double precision,
 c_num numeric(12,3), c_num0 numeric(10,0), c_numfree numeric, c_money money, c_text text, c_varchar varchar(20), c_char char(6), c_citext citext,
 c_date date, c_time0 time(0), c_time3 time(3), c_time time, c_timetz timetz, c_ts0 timestamp(0), c_ts3 timestamp(3), c_ts timestamp, c_tstz timestamptz, c_tstz3 timestamptz(3),
 c_interval interval, c_bytea bytea, c_json json, c_jsonb jsonb, c_uuid uuid, c_mood mood, c_positive positive, c_inet inet, c_cidr cidr, c_macaddr macaddr, c_bit1 bit(1), c_bit8 bit(8), c_varbit bit varying(20), c_int4range int4range, c_tstzrange tstzrange, c_xml xml, c_oid oid,
 a_bool bool[], a_int2 smallint[], a_int4 int[], a_int8 bigint[], a_float4 real[], a_float8 double precision[], a_num numeric(8,2)[], a_numfree numeric[], a_text text[], a_varchar varchar(9)[], a_char char(3)[], a_date date[], a_time time[], a_ts timestamp[], a_tstz timestamptz[], a_uuid uuid[], a_mood mood[], a_json jsonb[], a_bytea bytea[], a_inet inet[]
);
create table whole (id int primary key, note text, document jsonb, body bytea, tags text[], numbers int[], bigs bigint[], uuids uuid[], n int);
alter table whole replica identity full;
create table toasted (id int primary key, note text, document jsonb, body bytea, tags text[], numbers int[], bigs bigint[], uuids uuid[], n int);
alter table toasted alter note set storage external, alter document set storage external, alter body set storage external, alter tags set storage external, alter numbers set storage external, alter bigs set storage external, alter uuids set storage external;
alter table whole alter note set storage external; alter table toasted set (toast_tuple_target=128);
create table keyless (n int, note text);
create table moved (a int, b text, note text, primary key (a,b));
create table endless (id int primary key, c_date date, c_ts timestamp, c_ts3 timestamp(3), c_tstz timestamptz);
create table odd (id int primary key, c_num numeric, c_numx numeric(5,2), c_float4 real, c_float8 double precision);
create publication p for all tables;
