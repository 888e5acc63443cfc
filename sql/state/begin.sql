-- One snapshot for all tables, so that the final state is one state.
BEGIN ISOLATION LEVEL REPEATABLE READ;
