import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What the form is about: title, when and where or by whom, and what it clashes with.
Column {
    id: head

    required property SignUpModel sheet
    required property string whenWords
    property string byWords

    Label {
        width: parent.width
        text: head.sheet.correcting ? qsTrId("signup.title.correct") : head.sheet.callBack ? qsTrId("callback.head") : head.sheet.service ? qsTrId("signup.title.service").arg(head.sheet.title) : head.sheet.waiting ? qsTrId("signup.title.queue").arg(head.sheet.title)
            : qsTrId("signup.title").arg(head.sheet.title)
        type: Theme.title1S
        foldable: true
        shrinks: true
        minimumPixelSize: Theme.fontPx(Theme.bodyBold)
        Accessible.role: Accessible.Heading
    }
    Label {
        width: parent.width
        text: (head.sheet.callBack ? qsTrId("callback.line").arg(head.byWords).arg(head.sheet.callerPhone) : head.sheet.service ? head.sheet.host : [head.whenWords, head.sheet.place].join(Words.comma)) + (head.sheet.seats > 0 && !Theme.elder ? qsTrId("site.join") + qsTrId("activity.seats", head.sheet.seats).arg(head.sheet.seats) : "")
        color: Theme.color.text2
        foldable: true
        shrinks: true
        minimumPixelSize: Theme.fontPx(Theme.minimum)
    }
    Label {
        visible: head.sheet.clash.length > 0
        width: parent.width
        topPadding: Theme.xs
        text: ClashWords.said(head.sheet)
        type: Theme.bodyBold
        color: Theme.color.warn
    }
    Label {
        visible: head.sheet.clash.length > 0 && !Theme.elder
        width: parent.width
        text: qsTrId("signup.clash.limits")
        type: Theme.secondary
        color: Theme.color.text2
    }
}
