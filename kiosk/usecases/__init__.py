"""One module per thing a person does at the terminal; ports only for what lies outside."""
