"""Jobs one by one, for operators: listed, shown, run again, removed."""
