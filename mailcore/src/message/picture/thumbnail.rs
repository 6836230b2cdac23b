//! A small picture of a large one.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, metadata::Orientation};

use super::{Error, Kind, look};

/// The most pixels that are decoded: three octets each, and four for some.
const MOST_PIXELS: u64 = 40_000_000;

/// The most memory that decoding may take beside what the picture was read from, in octets.
const MOST_MEMORY: u64 = 200_000_000;

/// Of a hundred: nobody sees more on so few pixels.
const QUALITY: u8 = 80;

/// A picture made anew, which holds nothing of the one before but what is to be seen: no position of a
/// camera, no name of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// JPEG, or PNG where one can look through the picture.
    pub kind: Kind,
    /// Its file.
    pub octets: Vec<u8>,
}

/// Makes a picture of at most `side` pixels each way, turned as the camera was held (Exif). A small one
/// is not made larger; of one that moves it is the first picture.
///
/// Blocking: a fifth of a second for a camera's picture, and as many octets of memory as
/// `MOST_MEMORY` says.
///
/// # Errors
///
/// [`Error::TooLarge`] beyond 40 million pixels, [`Error::Unreadable`] when it cannot be decoded.
pub fn thumbnail(octets: &[u8], side: u32) -> Result<Thumbnail, Error> {
    let picture = look(octets)?;
    if u64::from(picture.width) * u64::from(picture.height) > MOST_PIXELS {
        return Err(Error::TooLarge);
    }
    let (image, orientation) = decoded(octets, picture.kind).map_err(|_| Error::Unreadable)?;
    let is_small = image.width() <= side && image.height() <= side;
    let mut small = if is_small { image } else { scaled(&image, side) };
    small.apply_orientation(orientation);
    written(&small).map_err(|_| Error::Unreadable)
}

fn decoded(octets: &[u8], kind: Kind) -> image::ImageResult<(DynamicImage, Orientation)> {
    let mut reader = ImageReader::with_format(Cursor::new(octets), kind.format());
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // A picture whose camera says nothing, or nonsense, was held upright.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder)?, orientation))
}

/// Fast to twice the size, then well.
fn scaled(image: &DynamicImage, side: u32) -> DynamicImage {
    let twice = side.saturating_mul(2);
    if image.width().max(image.height()) <= twice {
        return image.resize(side, side, FilterType::Triangle);
    }
    image.thumbnail(twice, twice).resize(side, side, FilterType::Triangle)
}

fn written(image: &DynamicImage) -> image::ImageResult<Thumbnail> {
    let mut octets = Vec::new();
    if image.color().has_alpha() {
        image.to_rgba8().write_to(&mut Cursor::new(&mut octets), ImageFormat::Png)?;
        return Ok(Thumbnail { kind: Kind::Png, octets });
    }
    image.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut octets, QUALITY))?;
    Ok(Thumbnail { kind: Kind::Jpeg, octets })
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut octets = Cursor::new(Vec::new());
        image.into().write_to(&mut octets, format).unwrap();
        octets.into_inner()
    }

    fn size(thumbnail: &Thumbnail) -> (u32, u32) {
        let picture = look(&thumbnail.octets).unwrap();
        assert_eq!(picture.kind, thumbnail.kind);
        (picture.width, picture.height)
    }

    #[test]
    fn it_fits_and_keeps_its_shape() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
            let octets = file(RgbImage::from_pixel(900, 300, Rgb([200, 30, 30])), format);
            let small = thumbnail(&octets, 96).unwrap();
            assert_eq!(size(&small), (96, 32), "{format:?}");
            assert!(small.octets.len() < 2_000);
        }
        let octets = file(RgbImage::new(5, 9), ImageFormat::Png);
        assert_eq!(size(&thumbnail(&octets, 96).unwrap()), (5, 9));
        let octets = file(RgbImage::new(9_000, 1), ImageFormat::Png);
        assert_eq!(size(&thumbnail(&octets, 96).unwrap()), (96, 1));
    }

    #[test]
    fn what_one_can_look_through_stays_so() {
        let octets = file(RgbaImage::from_pixel(300, 300, Rgba([1, 2, 3, 0])), ImageFormat::Png);
        let small = thumbnail(&octets, 96).unwrap();
        assert_eq!(small.kind, Kind::Png);
        let image = image::load_from_memory(&small.octets).unwrap();
        assert_eq!(image.to_rgba8().get_pixel(50, 50).0[3], 0);
    }

    /// Exif of one entry: the orientation.
    fn exif(orientation: u8) -> Vec<u8> {
        let tiff =
            [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation], &[0; 6]].concat();
        let body = [&b"Exif\0\0"[..], &tiff].concat();
        let size = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&b"\xff\xe1"[..], &size, &body].concat()
    }

    #[test]
    fn it_stands_as_the_camera_was_held_and_tells_no_more() {
        let mut image = RgbImage::from_pixel(200, 100, Rgb([250, 250, 250]));
        (0..100).for_each(|x| (0..100).for_each(|y| image.put_pixel(x, y, Rgb([200, 0, 0]))));
        let plain = file(image, ImageFormat::Jpeg);
        let octets = [&plain[..2], &exif(6), &plain[2..]].concat();
        let small = thumbnail(&octets, 50).unwrap();
        assert_eq!(size(&small), (25, 50), "turned by a quarter");
        let image = image::load_from_memory(&small.octets).unwrap().to_rgb8();
        assert!(image.get_pixel(12, 8).0[1] < 80, "what was left is above: {:?}", image.get_pixel(12, 8));
        assert!(image.get_pixel(12, 42).0[1] > 180, "what was right is below: {:?}", image.get_pixel(12, 42));
        assert!(!small.octets.windows(4).any(|it| it == b"Exif"));
    }

    #[test]
    fn what_is_too_large_or_damaged_is_refused() {
        let mut octets = file(RgbImage::new(3, 3), ImageFormat::Gif);
        octets[6..10].copy_from_slice(&[0, 25, 0, 25]);
        assert_eq!(thumbnail(&octets, 96), Err(Error::TooLarge), "6,400 by 6,400");
        let octets = file(RgbImage::new(300, 300), ImageFormat::Png);
        for end in 0..octets.len() {
            let _ = thumbnail(&octets[..end], 96);
        }
        assert_eq!(thumbnail(&octets[..60], 96), Err(Error::Unreadable));
        assert_eq!(thumbnail(b"<svg/>", 96), Err(Error::Unreadable));
    }
}
