"""Names under which groups are shown."""

from typing import Any


class GroupLabels:
    """Group IDs and what a person reads instead, such as in a lesson, whose groups get new IDs each time it is played."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._labels: dict[str, str] = {}

    def label_group(self, group: str, label: str) -> None:
        """Show a group under another name than its ID, as lessons do."""
        self._labels[group] = label

    def group_label(self, group: str) -> str:
        """Return the name under which a group is shown."""
        return self._labels.get(group, group)

    def group_of_label(self, label: str) -> str:
        """Return the real group ID of what is shown under this name."""
        return next((group for group, shown in self._labels.items() if shown == label), label)
