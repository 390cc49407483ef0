"""Hero and item pictures for whoever draws: fetched ahead, checked, kept on disk and in memory."""

from jobs.actors.artwork.gallery import Gallery, NoGallery, PictureGallery
from jobs.actors.artwork.shelf import ART, Shelf

__all__ = ["ART", "Gallery", "NoGallery", "PictureGallery", "Shelf"]
