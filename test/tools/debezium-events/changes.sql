-- Changes of every operation; each statement is a transaction.
insert into kinds values (9007199254740993,true,-32768,-2147483648,-9223372036854775808,1.1,0.1,
 -123456789.120,1234567890,12345678901234567890.1234500,'-1234.56','Olá "mundo" \ 𝄞 '||E'\n\t','vinte','ab','CiText',
 '2024-02-29','23:59:59','12:34:56.789','12:34:56.789012','10:15:30.5+01','2024-02-29 12:34:56','2024-02-29 12:34:56.7','2024-02-29 12:34:56.789010','2024-02-29 12:34:56.7-03','2024-02-29 12:34:56.120+00',
 '1 year 2 mons 3 days 04:05:06.78','\x00ff10deadbeef','{"b": 1,  "a":[1, 2.50]}','{"b": 12345678901234567890, "a":[1, 2.50]}','0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0','it''s "so"',7,'10.0.0.1/8','10.0.0.0/8','08:00:2b:01:02:03',B'1',B'10100001',B'10101',int4range(1,5),tstzrange('2024-01-01 00:00+00','2024-01-02 00:00+00'),'<a>x</a>',4294967295,
 '{t,f,NULL}','{-1,2}','{1,NULL,3}','{9007199254740993,-5}','{1.5,0.1}','{0.1,NULL,1e100}','{1.50,-2.25,NULL}','{1.500,2}','{a,"b c",NULL,"NULL","q\"\\",""}','{abc,x}','{a,bb}','{2024-02-29,1969-12-31}','{12:34:56.789,00:00:00}','{"2024-02-29 12:34:56.789","1969-12-31 23:59:59"}','{"2024-02-29 12:34:56.789+00"}','{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}','{calm,"it''s \"so\""}','{"{\"a\": 1}"}','{"\\x00ff"}','{10.0.0.1}');
insert into kinds(id) values (2);
insert into kinds(id,c_float4,c_float8,c_num,c_numfree,c_money,c_date,c_time0,c_time3,c_time,c_timetz,c_ts0,c_ts3,c_ts,c_tstz,c_interval,c_bytea,c_text,a_int4,a_text,c_char,c_num0) values
 (3,1e10,1e300,0,-0.00001,'92233720368547758.07','1582-10-04','00:00','00:00','00:00','00:00:00+00','1969-12-31 23:59:59','1969-12-31 23:59:59.999','1969-12-31 23:59:59.999999','0001-01-01 00:00:00+00','-1 mons +2 days -00:00:01.5','','','{}','{}','', -1),
 (4,1234567,123456789012345680,0.001,1e20,'0','9999-12-31','23:59:59','23:59:59.999','23:59:59.999999','23:59:59.999999+00','9999-12-31 23:59:59','9999-12-31 23:59:59.999','2262-04-11 23:47:16.854775','9999-12-31 23:59:59.999999+00','00:00:00','\x00','x','{1}','{{a,b},{c,d}}','abcdef', 0);
update kinds set c_int4 = 5, c_ts = '2024-03-01 00:00:00.000001' where id = 2;
delete from kinds where id = 2;
insert into whole values (1,repeat('a',2100),'{"k":1}','\x01','{x}','{1}','{1}','{0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0}',1);
update whole set n = 2 where id = 1;
delete from whole where id = 1;
insert into toasted select 1,string_agg(md5(i::text),''),jsonb_build_object('k',string_agg(md5(i::text),'')),string_agg(decode(md5(i::text),'hex'),''),array_agg(md5(i::text)),array_agg(i),array_agg(i::bigint),array_agg(md5(i::text)::uuid),1 from generate_series(1,20) i;
update toasted set n = 2 where id = 1;
insert into keyless values (1,'a'),(1,'a');
update moved set a = 2, note = 'y' where a = 1;
update moved set note = 'z' where a = 2;
delete from moved;
begin; insert into moved values (7,'t','1'); insert into keyless values (2,'b'); insert into moved values (8,'t',null); commit;
select pg_logical_emit_message(true,'alim','hello');
select pg_logical_emit_message(false,'alim','loose');
truncate moved, keyless;
insert into odd values (1,'NaN','NaN','NaN','-Infinity'),(2,1e-20,1.1,'-0','-0'),(3,12345.678900,-0.05,16777216,1e23),(4,0,0,1e-5,123456789012345),(5,1,1,123456,1e15);
