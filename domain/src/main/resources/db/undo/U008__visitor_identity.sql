drop table visitor_rules;
