-- Rows of the snapshot.
insert into moved values (1,'snap','x');
insert into kinds(id,c_ts,c_date,c_char,c_num,c_tstz,c_json) values (5,'2020-02-29 23:59:59.5','2020-02-29','ab',1.5,'2020-02-29 23:59:59.5+00','{"a":  1}');
