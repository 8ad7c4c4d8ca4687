-- whether somebody has ever taken a task: only then can another have finished it in their stead; null where it is not known
alter table work_item add column taken boolean;
