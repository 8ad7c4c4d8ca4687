package vn.tusoi.worklist.web;

import java.beans.PropertyEditorSupport;
import vn.tusoi.worklist.PlainText;

/** A text as it is typed or pasted, cleaned before it is measured. */
final class PastedText extends PropertyEditorSupport {

    @Override
    public void setAsText(String typed) {
        setValue(typed == null ? null : PlainText.tidy(typed));
    }

    @Override
    public String getAsText() {
        return getValue() == null ? "" : getValue().toString();
    }
}
