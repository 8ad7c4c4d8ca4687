-- Each question of auditors has an index that holds only what can answer it, in the order in which it is shown: a page costs the same however long the record is.
create index ix_work_done_late on work_done(ended_at desc, task_id desc) where ended_by is not null and ended_on > due_on;
create index ix_work_done_stand_in on work_done(ended_at desc, task_id desc) where stand_in is not null;
create index ix_work_done_fast on work_done(ended_at desc, task_id desc) where ended_by is not null
  and form_key in ('approve-opening', 'decide-move', 'decide-rating', 'conclude-inspection', 'approve-list') and ended_at - created_at < interval '60' minute;
create index ix_ledger_returned on ledger_entry(at desc, id desc) where
  (act in ('RATING_RETURNED_TO_CELL', 'RATING_RETURNED_TO_MEMBER', 'ROUND_RETURNED') or act = 'INSPECTION_CONCLUDED' and outcome like 'RETURN%' or act = 'LIST_DECIDED' and outcome = 'RETURNED');
create index ix_ledger_other_conclusion on ledger_entry(at desc, id desc) where act = 'INSPECTION_CONCLUDED' and detail like '%"differs":true%';
create index ix_ledger_other_rating on ledger_entry(at desc, id desc) where act = 'RATING_DECIDED' and detail like '%"proposed":"%'
  and detail not like '%"proposed":"' || outcome || '"%';
create index ix_ledger_pool on ledger_entry(at desc, id desc) where act in ('POOL_LEFT', 'POOL_ENTERED') and (outcome is null or outcome <> 'NOT_PASSED');
create index ix_ledger_refused on ledger_entry(at desc, id desc) where
  act in ('ACCESS_REFUSED', 'SIGN_IN_FAILED', 'SIGN_IN_LOCKED', 'SIGN_IN_REFUSED', 'SIGN_IN_UNKNOWN', 'SIGN_IN_HELD', 'SIGN_IN_FOLDED');
create index ix_account_display_name on account(lower(display_name));
