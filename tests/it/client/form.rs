//! A form with what stands in it.

use reqwest::{Method, RequestBuilder, multipart};
use scraper::{ElementRef, Html};

use super::page::selector;

/// A form that is being filled.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// `GET` or `POST`.
    pub method: Method,
    /// Names and values in the order of the page.
    pub fields: Vec<(String, String)>,
    multipart: bool,
    known: Vec<String>,
    uploads: Vec<(String, Upload)>,
}

/// A file that a person chose.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its name, without a folder.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub octets: Vec<u8>,
}

impl Form {
    /// The form that an element stands in, or belongs to by its attribute `form`.
    #[track_caller]
    pub(super) fn around(inside: ElementRef, document: &Html) -> Self {
        let own = inside.attr("form").and_then(|id| document.select(&selector(&format!("form#{id}"))).next());
        let form = own
            .or_else(|| {
                inside.ancestors().filter_map(ElementRef::wrap).find(|it| it.value().name() == "form")
            })
            .expect("it stands in a form");
        let method = form.attr("method").unwrap_or("get").to_ascii_uppercase();
        let mut res = Self {
            action: form.attr("action").unwrap_or_default().to_owned(),
            method: method.parse().expect("a method"),
            fields: Vec::new(),
            multipart: form.attr("enctype") == Some("multipart/form-data"),
            known: Vec::new(),
            uploads: Vec::new(),
        };
        let fields = selector("input[name], textarea[name], select[name]");
        for field in form.select(&fields).filter(|it| it.attr("form").is_none()) {
            res.read(field);
        }
        let elsewhere = document.select(&fields).filter(|it| it.attr("form").is_some());
        for field in elsewhere.filter(|it| it.attr("form") == form.attr("id")) {
            res.read(field);
        }
        res
    }

    /// Ticks a box with this value, beside others of its name.
    #[track_caller]
    pub fn tick(mut self, name: &str, value: &str) -> Self {
        assert!(self.known.iter().any(|it| it == name), "no field {name} among {:?}", self.known);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Replaces what stands in a field.
    #[track_caller]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        assert!(self.known.iter().any(|it| it == name), "no field {name} among {:?}", self.known);
        self.fields.retain(|(it, _)| it != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// Chooses a file.
    #[track_caller]
    pub fn attach(mut self, name: &str, upload: Upload) -> Self {
        assert!(self.known.iter().any(|it| it == name), "no field {name} among {:?}", self.known);
        assert!(self.multipart, "a form with files is multipart/form-data");
        self.uploads.push((name.to_owned(), upload));
        self
    }

    /// Sends by a certain button: its value goes along, and its `formaction` is where.
    pub(super) fn press(mut self, button: ElementRef) -> Self {
        if let Some(name) = button.attr("name") {
            self.fields.push((name.to_owned(), button.attr("value").unwrap_or_default().to_owned()));
        }
        if let Some(action) = button.attr("formaction") {
            action.clone_into(&mut self.action);
        }
        self
    }

    /// Sends by a button of this name and value, where several have the same words.
    pub fn press_named(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The body of the request, as a browser writes it.
    pub(super) fn into_body(self, request: RequestBuilder) -> RequestBuilder {
        if !self.multipart {
            return request.form(&self.fields);
        }
        let mut body = multipart::Form::new();
        for (name, value) in self.fields {
            body = body.text(name, value);
        }
        for (name, upload) in self.uploads {
            let part = multipart::Part::bytes(upload.octets)
                .file_name(upload.name)
                .mime_str(upload.media_type)
                .expect("a media type");
            body = body.part(name, part);
        }
        request.multipart(body)
    }

    fn read(&mut self, field: ElementRef) {
        let name = field.attr("name").unwrap_or_default().to_owned();
        self.known.push(name.clone());
        if field.attr("disabled").is_some() {
            return;
        }
        let value = match (field.value().name(), field.attr("type").unwrap_or("text")) {
            // The parser keeps the line break that HTML drops after the tag already dropped.
            ("textarea", _) => Some(field.text().collect::<String>()),
            ("select", _) => chosen(field),
            (_, "file" | "submit" | "button" | "image" | "reset") => None,
            (_, "checkbox" | "radio") => {
                field.attr("checked").map(|_| field.attr("value").unwrap_or("on").to_owned())
            }
            _ => Some(field.attr("value").unwrap_or_default().to_owned()),
        };
        self.fields.extend(value.map(|it| (name, it)));
    }
}

/// The value of the chosen option, else of the first.
fn chosen(select: ElementRef) -> Option<String> {
    let marked = select.select(&selector("option[selected]")).next();
    let option = marked.or_else(|| select.select(&selector("option")).next())?;
    Some(option.attr("value").map_or_else(|| option.text().collect(), str::to_owned))
}
