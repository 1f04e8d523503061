"""The only code that reads and writes SQL on behalf of commands: tables, transactions, migrations, loading and saving a
case.
"""
