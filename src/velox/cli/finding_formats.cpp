// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/finding_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/cli/terminal.hpp"

namespace velox::cli {

namespace {

using agents::Opportunity;

std::string gain_of(const agents::Analysis& analysis, const model::Candidate& candidate) {
  return analysis.profiled ? fmt::format("up to {} of the time", show_share(candidate.expected_saving))
                           : show_factor(candidate.expected_factor) + " on these lines";
}

std::string message_of(const agents::Analysis& analysis, const model::Candidate& candidate) {
  return fmt::format("{} ({}, {})", candidate.why, gain_of(analysis, candidate), model::to_string(candidate.assurance));
}

Json fix_of(const model::Candidate& candidate) {
  Json replacements = Json::array();
  for (const auto& [span, text] : candidate.edits) {
    replacements.push_back({{"deletedRegion", {{"byteOffset", span.begin}, {"byteLength", span.size()}}},
                            {"insertedContent", {{"text", text}}}});
  }
  return {{"description", {{"text", "Apply " + candidate.strategy}}},
          {"artifactChanges",
           Json::array({{{"artifactLocation", {{"uri", candidate.file}}}, {"replacements", replacements}}})}};
}

Json result_of(const agents::Analysis& analysis, const Opportunity& one) {
  const auto& candidate = one.candidate;
  return {{"ruleId", candidate.strategy},
          {"level", "note"},
          {"message", {{"text", message_of(analysis, candidate)}}},
          {"locations",
           Json::array({{{"physicalLocation",
                          {{"artifactLocation", {{"uri", candidate.file}, {"uriBaseId", "%SRCROOT%"}}},
                           {"region", {{"startLine", candidate.line}, {"snippet", {{"text", one.line_text}}}}}}},
                         {"logicalLocations", Json::array({{{"fullyQualifiedName", candidate.unit.text()}}})}}})},
          {"partialFingerprints", {{"velox/1", one.fingerprint}}},
          {"fixes", Json::array({fix_of(candidate)})}};
}

// Data of a workflow command; in properties ':' and ',' mean something as well.
std::string escaped(std::string text, bool property) {
  text = text::replace_all(text, "%", "%25");
  text = text::replace_all(text, "\r", "%0D");
  text = text::replace_all(text, "\n", "%0A");
  if (!property) return text;
  return text::replace_all(text::replace_all(text, ":", "%3A"), ",", "%2C");
}

}  // namespace

Json sarif(const agents::Analysis& analysis, const std::vector<agents::CatalogueEntry>& catalogue) {
  std::set<std::string> used;
  Json results = Json::array();
  for (const auto& one : analysis.opportunities) {
    used.insert(one.candidate.strategy);
    results.push_back(result_of(analysis, one));
  }
  Json rules = Json::array();
  for (const auto& entry : catalogue) {
    if (!used.contains(entry.page.id)) continue;
    std::string help;
    for (const auto& [heading, text] : entry.page.sections) {
      if (heading != "Rewrite") help += "## " + heading + "\n" + text + "\n\n";
    }
    rules.push_back({{"id", entry.page.id},
                     {"shortDescription", {{"text", entry.page.title}}},
                     {"help", {{"text", help}, {"markdown", help}}},
                     {"properties", {{"tags", {"performance", entry.page.family}}}}});
  }
  const Json driver{{"name", "velox"}, {"version", VX_VERSION}, {"rules", rules}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs",
           Json::array({{{"tool", {{"driver", driver}}}, {"columnKind", "utf16CodeUnits"}, {"results", results}}})}};
}

std::string github(const agents::Analysis& analysis) {
  std::string out;
  for (const auto& one : analysis.opportunities) {
    out += fmt::format("::notice file={},line={},title={}::{}\n", escaped(one.candidate.file, true), one.candidate.line,
                       escaped("velox " + one.candidate.strategy, true),
                       escaped(message_of(analysis, one.candidate) + "\n" + one.diff, false));
  }
  return out;
}

Json gitlab(const agents::Analysis& analysis) {
  Json list = Json::array();
  std::map<std::string, int> seen;  // a fingerprint must not come twice in a report
  for (const auto& one : analysis.opportunities) {
    const int before = seen[one.fingerprint]++;
    list.push_back({{"description", message_of(analysis, one.candidate)},
                    {"check_name", one.candidate.strategy},
                    {"fingerprint", before == 0 ? one.fingerprint : fmt::format("{}-{}", one.fingerprint, before)},
                    {"severity", "info"},
                    {"location", {{"path", one.candidate.file}, {"lines", {{"begin", one.candidate.line}}}}}});
  }
  return list;
}

}  // namespace velox::cli
