// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/verified_patch.hpp"

#include <fmt/format.h>

#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/model/growth_json.hpp"

namespace velox::experiment {

namespace {

constexpr const char* kSchema = "velox.verified-patch/1";

template <typename Enum>
Enum from_name(const std::string& name, std::initializer_list<Enum> all, Enum fallback) {
  for (const Enum value : all) {
    if (name == model::to_string(value)) return value;
  }
  return fallback;
}

Json strings(const std::vector<std::string>& list) {
  Json array = Json::array();
  for (const auto& text : list) array.push_back(text);
  return array;
}

std::vector<std::string> read_strings(const Json& list) {
  std::vector<std::string> out;
  if (!list.is_array()) return out;
  for (const Json& item : list) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}

// File bytes that are not UTF-8 would be lost in JSON: they travel as hex.
std::string hex(const std::string& bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const unsigned char c : bytes) {
    constexpr const char* kDigits = "0123456789abcdef";
    out += kDigits[c >> 4];
    out += kDigits[c & 15];
  }
  return out;
}

Result<std::string> unhex(const std::string& text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  if (text.size() % 2 != 0) return fail(ErrorCode::invalid, "a patch record holds broken file content");
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]), low = digit(text[i + 1]);
    if (high < 0 || low < 0) return fail(ErrorCode::invalid, "a patch record holds broken file content");
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

Json content(const std::string& bytes) {
  const Json as_text = bytes;
  // Keeps plain text readable in the store; a round trip decides whether it is plain.
  const auto back = json::parse(json::dump(as_text), "file content");
  if (back && back->is_string() && back->get<std::string>() == bytes) return Json{{"text", bytes}};
  return Json{{"hex", hex(bytes)}};
}

Result<std::string> read_content(const Json& value) {
  if (json::member(value, "hex").is_string()) return unhex(json::string_or(value, "hex"));
  if (json::member(value, "text").is_string()) return json::string_or(value, "text");
  return fail(ErrorCode::invalid, "a patch record without file content");
}

Json speedup_json(const std::optional<model::Speedup>& speedup) {
  if (!speedup) return nullptr;
  return {{"estimate", speedup->estimate}, {"low", speedup->low}, {"high", speedup->high}, {"pairs", speedup->pairs}};
}

std::optional<model::Speedup> read_speedup(const Json& value) {
  if (!value.is_object()) return std::nullopt;
  return model::Speedup{json::number_or(value, "estimate", 1), json::number_or(value, "low", 1),
                        json::number_or(value, "high", 1), static_cast<int>(json::integer_or(value, "pairs"))};
}

Json candidate_json(const model::Candidate& c) {
  Json edits = Json::array();
  for (const auto& edit : c.edits)
    edits.push_back({{"begin", edit.span.begin}, {"end", edit.span.end}, {"text", content(edit.text)}});
  return {{"id", c.id},
          {"strategy", c.strategy},
          {"unit", {{"file", c.unit.file}, {"qualname", c.unit.qualname}}},
          {"file", c.file},
          {"edits", std::move(edits)},
          {"assurance", model::to_string(c.assurance)},
          {"assumptions", strings(c.assumptions)},
          {"judging", model::to_string(c.judging)},
          {"why", c.why},
          {"cost_before", c.cost_before},
          {"cost_after", c.cost_after},
          {"expected_factor", c.expected_factor},
          {"line", c.line},
          {"expected_saving", c.expected_saving},
          {"placebo", c.placebo}};
}

Result<model::Candidate> read_candidate(const Json& value) {
  using model::Assurance;
  using model::Judging;
  model::Candidate c;
  c.id = json::string_or(value, "id");
  c.strategy = json::string_or(value, "strategy");
  const Json& unit = json::member(value, "unit");
  c.unit = {json::string_or(unit, "file"), json::string_or(unit, "qualname")};
  c.file = json::string_or(value, "file");
  for (const Json& edit : json::member(value, "edits")) {
    c.edits.push_back({{static_cast<std::uint32_t>(json::integer_or(edit, "begin")),
                        static_cast<std::uint32_t>(json::integer_or(edit, "end"))},
                       VX_TRY(read_content(json::member(edit, "text")))});
  }
  c.assurance = from_name(json::string_or(value, "assurance"),
                          {Assurance::proven, Assurance::tested, Assurance::observed}, Assurance::observed);
  c.assumptions = read_strings(json::member(value, "assumptions"));
  c.judging = from_name(json::string_or(value, "judging"), {Judging::calls, Judging::sequence, Judging::workload},
                        Judging::workload);
  c.why = json::string_or(value, "why");
  c.cost_before = json::string_or(value, "cost_before");
  c.cost_after = json::string_or(value, "cost_after");
  c.expected_factor = json::number_or(value, "expected_factor", 1);
  c.line = static_cast<std::uint32_t>(json::integer_or(value, "line"));
  c.expected_saving = json::number_or(value, "expected_saving");
  c.placebo = json::bool_or(value, "placebo");
  return c;
}

Json verdict_json(const model::Verdict& v) {
  return {{"kind", model::to_string(v.kind)},
          {"reason", v.reason},
          {"assurance", model::to_string(v.assurance)},
          {"assumptions", strings(v.assumptions)},
          {"equivalence",
           {{"captured", v.equivalence.captured},
            {"generated", v.equivalence.generated},
            {"held_out", v.equivalence.held_out},
            {"tests_run", v.equivalence.tests_run},
            {"tests_passed", v.equivalence.tests_passed},
            {"whole_runs", v.equivalence.whole_runs},
            {"opaque", strings(v.equivalence.opaque)},
            {"mutants", v.equivalence.mutants},
            {"mutants_killed", v.equivalence.mutants_killed}}},
          {"speedup", speedup_json(v.speedup)},
          {"confirmed", speedup_json(v.confirmed)},
          {"memory_ratio", v.memory_ratio},
          {"import_ratio", v.import_ratio},
          {"growth", model::growth_json(v.growth)},
          {"pairs", v.pairs},
          {"seconds", v.seconds},
          {"seed", v.seed}};
}

model::Verdict read_verdict(const Json& value) {
  using model::Assurance;
  using model::VerdictKind;
  model::Verdict v;
  v.kind = json::string_or(value, "kind") == model::to_string(VerdictKind::accepted) ? VerdictKind::accepted
                                                                                     : VerdictKind::failed;
  v.reason = json::string_or(value, "reason");
  v.assurance = from_name(json::string_or(value, "assurance"),
                          {Assurance::proven, Assurance::tested, Assurance::observed}, Assurance::observed);
  v.assumptions = read_strings(json::member(value, "assumptions"));
  const Json& counts = json::member(value, "equivalence");
  const auto count = [&](const char* key) { return static_cast<int>(json::integer_or(counts, key)); };
  v.equivalence = {count("captured"),
                   count("generated"),
                   count("held_out"),
                   count("tests_run"),
                   count("tests_passed"),
                   count("whole_runs"),
                   read_strings(json::member(counts, "opaque")),
                   count("mutants"),
                   count("mutants_killed")};
  v.speedup = read_speedup(json::member(value, "speedup"));
  v.confirmed = read_speedup(json::member(value, "confirmed"));
  v.memory_ratio = json::number_or(value, "memory_ratio", 1);
  v.import_ratio = json::number_or(value, "import_ratio", 1);
  v.growth = model::read_growth(json::member(value, "growth"));
  v.pairs = static_cast<int>(json::integer_or(value, "pairs"));
  v.seconds = json::number_or(value, "seconds");
  v.seed = json::member(value, "seed").is_number_unsigned() ? json::member(value, "seed").get<std::uint64_t>() : 0;
  return v;
}

// Over everything but the digest itself, in the order in which to_json writes it.
std::string digest_of(Json record) {
  record.erase("digest");
  return sha256_hex(json::dump(record));
}

}  // namespace

Json VerifiedPatch::to_json() const {
  Json record = {{"schema", kSchema},
                 {"id", id_},
                 {"file", file_},
                 {"before", content(before_)},
                 {"after", content(after_)},
                 {"candidate", candidate_json(candidate_)},
                 {"verdict", verdict_json(verdict_)}};
  record["digest"] = digest_of(record);
  return record;
}

Result<VerifiedPatch> VerifiedPatch::from_json(const Json& record) {
  if (json::string_or(record, "schema") != kSchema)
    return fail(ErrorCode::invalid, "not a patch record of this version");
  if (json::string_or(record, "digest") != digest_of(record)) {
    return fail(ErrorCode::invalid,
                fmt::format("the record of patch {} was changed after it was written", json::string_or(record, "id")));
  }
  VerifiedPatch patch;
  patch.id_ = json::string_or(record, "id");
  patch.file_ = json::string_or(record, "file");
  patch.before_ = VX_TRY(read_content(json::member(record, "before")));
  patch.after_ = VX_TRY(read_content(json::member(record, "after")));
  patch.candidate_ = VX_TRY(read_candidate(json::member(record, "candidate")));
  patch.verdict_ = read_verdict(json::member(record, "verdict"));
  if (!patch.verdict_.accepted()) return fail(ErrorCode::invalid, fmt::format("patch {} was not accepted", patch.id_));
  return patch;
}

}  // namespace velox::experiment
