//! Pictures by what they are, not by what they are called: the door of `image`.
//!
//! Raster formats alone, which every browser draws and none runs code from: no SVG, and nothing that
//! only its sender calls a picture. AVIF and HEIC are left out: their size in pixels cannot be read
//! here, so no limit would hold for them, and hardly any mail has them.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

pub mod thumbnail;

/// The most pixels of a picture: those of a large camera. One of a hundred octets may claim a
/// thousand times as many, and whoever draws it needs four octets for each.
const MOST_PIXELS: u64 = 64_000_000;

/// The most pixels of one side: newsletters are long, not endless.
const MOST_ON_A_SIDE: u32 = 32_767;

/// A format that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PNG, APNG as well.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
}

impl Kind {
    /// The kind of the picture that begins with these octets; sixteen of them tell.
    pub fn of(octets: &[u8]) -> Option<Self> {
        match image::guess_format(octets) {
            Ok(ImageFormat::Png) => Some(Self::Png),
            Ok(ImageFormat::Jpeg) => Some(Self::Jpeg),
            Ok(ImageFormat::Gif) => Some(Self::Gif),
            Ok(ImageFormat::WebP) => Some(Self::WebP),
            _ => None,
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }

    fn format(self) -> ImageFormat {
        match self {
            Self::Png => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Gif => ImageFormat::Gif,
            Self::WebP => ImageFormat::WebP,
        }
    }
}

/// What the header of a picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its format.
    pub kind: Kind,
    /// Pixels from left to right, 1 to 32,767.
    pub width: u32,
    /// Pixels from top to bottom, 1 to 32,767.
    pub height: u32,
}

/// Why octets are not shown as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No picture of a format that is shown, or its header is damaged.
    #[error("no picture that can be shown")]
    Unreadable,
    /// More than 64 million pixels, or more than 32,767 on a side.
    #[error("a picture of too many pixels")]
    TooLarge,
}

/// Reads the header of a picture and holds it to the limits. The pixels are not decoded, so the cost
/// does not depend on their number.
pub fn look(octets: &[u8]) -> Result<Picture, Error> {
    let kind = Kind::of(octets).ok_or(Error::Unreadable)?;
    let reader = ImageReader::with_format(Cursor::new(octets), kind.format());
    let (width, height) = reader.into_dimensions().map_err(|_| Error::Unreadable)?;
    if width == 0 || height == 0 {
        return Err(Error::Unreadable);
    }
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MOST_ON_A_SIDE || pixels > MOST_PIXELS {
        return Err(Error::TooLarge);
    }
    Ok(Picture { kind, width, height })
}

#[cfg(test)]
mod tests {
    use image::DynamicImage;

    use super::*;

    fn drawn(kind: Kind, width: u32, height: u32) -> Vec<u8> {
        let mut octets = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut octets, kind.format()).unwrap();
        octets.into_inner()
    }

    #[test]
    fn a_picture_is_what_it_is() {
        for kind in [Kind::Png, Kind::Jpeg, Kind::Gif, Kind::WebP] {
            let octets = drawn(kind, 31, 7);
            assert_eq!(Kind::of(&octets[..16]), Some(kind));
            assert_eq!(look(&octets), Ok(Picture { kind, width: 31, height: 7 }), "{kind:?}");
        }
    }

    #[test]
    fn what_is_only_called_a_picture_is_none() {
        for octets in [
            &b""[..],
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"GIF89a",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"<?xml version=\"1.0\"?><svg/>",
            b"<!doctype html><script>alert(1)</script>",
            b"\0\0\0\x20ftypavif\0\0\0\0avifmif1",
            b"BM\0\0\0\0\0\0\0\0",
            b"%PDF-1.7",
        ] {
            assert_eq!(look(octets), Err(Error::Unreadable), "{}", octets.escape_ascii());
        }
    }

    #[test]
    fn a_damaged_picture_ends_no_program() {
        for kind in [Kind::Png, Kind::Jpeg, Kind::Gif, Kind::WebP] {
            let octets = drawn(kind, 9, 9);
            for at in 0..octets.len() {
                let mut damaged = octets.clone();
                damaged[at] ^= 0xff;
                let _ = look(&damaged);
                let _ = look(&octets[..at]);
            }
        }
    }

    /// The header of a GIF that claims so many pixels.
    fn claimed(width: u16, height: u16) -> Vec<u8> {
        let [w, h] = [width, height].map(u16::to_le_bytes);
        [b"GIF89a", &w[..], &h[..], b"\0\0\0,\0\0\0\0", &w[..], &h[..], b"\0"].concat()
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_not_shown() {
        assert_eq!(look(&claimed(8_000, 8_000)).map(|it| it.width), Ok(8_000));
        assert_eq!(look(&claimed(8_001, 8_000)), Err(Error::TooLarge));
        assert_eq!(look(&claimed(32_767, 1)).map(|it| it.width), Ok(32_767));
        assert_eq!(look(&claimed(1, 32_768)), Err(Error::TooLarge));
        assert_eq!(look(&claimed(0, 5)), Err(Error::Unreadable));
    }
}
