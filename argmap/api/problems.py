"""Every error of the API as problem JSON (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457)."""
