drop function store_message;
