-- who counted at a conference is known on its list too: counting for a list keeps from approving it
insert into participation(subject_code, username, duty, member_code, first_at)
  select c.list_code, p.username, 'COUNTER', max(p.member_code), min(p.first_at)
    from participation p join conference c on c.code = p.subject_code
   where p.duty in ('COUNTER_A', 'COUNTER_B') group by c.list_code, p.username;
