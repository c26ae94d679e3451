"""A field for several photos, taken with the phone's camera or chosen."""

from django import forms


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Up to six photos; whether they are photos is found out when they are decoded."""

    def __init__(self, **kwargs):
        attrs = {"accept": "image/*", "data-max-files": "6"}
        kwargs.setdefault("required", False)
        super().__init__(widget=ManyFilesInput(attrs=attrs), **kwargs)

    def clean(self, data, initial=None):
        """The list of files, each cleaned."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        found = [super(PhotosField, self).clean(item, initial) for item in files if item]
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return found
