"""What a user can do, declared once: menus, buttons, tool tips and the list of keys read it."""
