-- What a finished step counted.
SELECT stamp, step_count, step_change FROM ${table:marker}
