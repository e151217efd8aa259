<map version="1.0.1">
<!-- Written for Argmap's tests. -->
<attribute_registry SHOW_ATTRIBUTES="selected"/>
<node CREATED="1767348000000" ID="ID_1" MODIFIED="1767348000000" TEXT="We need more buses.">
<font BOLD="true" NAME="SansSerif" SIZE="14"/>
<node ID="ID_2" POSITION="right" TEXT="Buses are full.">
<richcontent TYPE="NOTE"><html><head/><body><p>Every   morning.</p><p>Ask the drivers.</p></body></html></richcontent>
<attribute NAME="relation" VALUE="supports"/>
<attribute NAME="confidence" VALUE="0.50"/>
<attribute NAME="seen by" VALUE="Ana"/>
<arrowlink COLOR="#ff0000" DESTINATION="ID_4" MIDDLE_LABEL="attacks"/>
<node TEXT="Full only on Mondays."><attribute NAME="relation" VALUE="undercuts"/></node>
</node>
<node FOLDED="true" ID="ID_4" POSITION="left">
<richcontent TYPE="NODE"><html><body><p>Buses <b>cost</b> money.</p></body></html></richcontent>
<icon BUILTIN="button_cancel"/>
<icon BUILTIN="idea"/>
<arrowlink DESTINATION="ID_99"/>
<node TEXT="A driver a bus."/>
</node>
</node>
</map>
