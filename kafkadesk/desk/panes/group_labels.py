"""Names under which groups are shown."""


class GroupLabels:
    """Group IDs and what a person reads instead, such as in a lesson, whose groups get new IDs each time it is played."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}

    def set_label(self, group: str, label: str) -> None:
        """Show a group under another name than its ID."""
        self._labels[group] = label

    def label_of(self, group: str) -> str:
        """Return the name under which a group is shown."""
        return self._labels.get(group, group)

    def group_of(self, label: str) -> str:
        """Return the real group ID of what is shown under this name."""
        return next((group for group, shown in self._labels.items() if shown == label), label)
