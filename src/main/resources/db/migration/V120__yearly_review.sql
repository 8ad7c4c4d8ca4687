-- rounds of review and rating beside those for a congress; null kind: for a congress, as all were before
alter table round add column kind varchar(12);                -- YEARLY, QUARTERLY
alter table round add column review_year int;
alter table round add column review_quarter int;              -- 1 to 4
-- a review leads to no list
alter table vetting_case alter column list_code drop not null;
