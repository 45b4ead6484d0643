# The page and the chart libraries, embedded into twin_report. Include after the target exists.
# The libraries are Debian's libjs-dygraphs and libjs-chart.js, both MIT.
set(report_assets report.html report.css page.js story.js trends.js bars.js report.js)
list(TRANSFORM report_assets REPLACE "(.+)" "\\1=${CMAKE_SOURCE_DIR}/twin/report/assets/\\1")
find_file(DYGRAPHS_SCRIPT dygraph.min.js PATHS /usr/share/javascript/dygraphs REQUIRED)
find_file(DYGRAPHS_STYLE dygraph.min.css PATHS /usr/share/javascript/dygraphs REQUIRED)
find_file(CHART_SCRIPT chart.min.js PATHS /usr/share/javascript/chart.js REQUIRED)
list(APPEND report_assets dygraph.js=${DYGRAPHS_SCRIPT} dygraph.css=${DYGRAPHS_STYLE} chart.js=${CHART_SCRIPT})
list(TRANSFORM report_assets REPLACE ".*=" "" OUTPUT_VARIABLE report_asset_files)

set(report_assets_source ${CMAKE_BINARY_DIR}/twin/report/assets.cpp)
add_custom_command(
  OUTPUT ${report_assets_source}
  COMMAND ${CMAKE_COMMAND} -D OUTPUT=${report_assets_source} -D "ASSETS=${report_assets}"
          -P ${CMAKE_SOURCE_DIR}/twin/report/embed_assets.cmake
  DEPENDS ${report_asset_files} ${CMAKE_SOURCE_DIR}/twin/report/embed_assets.cmake
  COMMENT "Embedding the assets of the report"
  VERBATIM)
target_sources(twin_report PRIVATE ${report_assets_source})
