-- What a finished step counted.
SELECT stamp, step_count, step_change, step_place FROM ${table:marker}
