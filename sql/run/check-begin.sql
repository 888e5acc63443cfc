-- A check may only read, and sees one state.
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
