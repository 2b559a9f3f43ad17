"""What a pipeline may do: what a release does and no more, for one job, and under the role that stays within the boundary."""
