// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/file_findings.hpp"

#include "velox/base/packing.hpp"

namespace velox::agents {

namespace {

void pack_candidate(Packer& out, const model::Candidate& candidate) {
  out.text(candidate.id);
  out.text(candidate.strategy);
  out.text(candidate.unit.qualname);
  out.number(candidate.edits.size());
  for (const auto& [span, text] : candidate.edits) {
    out.number(span.begin);
    out.number(span.end);
    out.text(text);
  }
  out.number(static_cast<std::uint64_t>(candidate.assurance));
  out.number(candidate.assumptions.size());
  for (const auto& assumption : candidate.assumptions) out.text(assumption);
  out.number(static_cast<std::uint64_t>(candidate.judging));
  out.text(candidate.why);
  out.text(candidate.cost_before);
  out.text(candidate.cost_after);
  out.real(candidate.expected_factor);
  out.number(candidate.line);
  out.real(candidate.expected_saving);
}

// Every item takes a byte or more, so a count that the bytes cannot hold ends with the first item that is missing.
template <typename Read>
void read_items(Unpacker& in, Read&& read) {
  for (auto count = in.number(); count > 0 && in.whole(); --count) read();
}

std::uint32_t small_number(Unpacker& in) { return static_cast<std::uint32_t>(in.number()); }

model::Candidate unpack_candidate(Unpacker& in, const std::string& file) {
  model::Candidate candidate;
  candidate.id = in.text();
  candidate.strategy = in.text();
  candidate.unit = {file, std::string(in.text())};
  candidate.file = file;
  read_items(in, [&] {
    const auto begin = small_number(in), end = small_number(in);
    candidate.edits.push_back({{begin, end}, std::string(in.text())});
  });
  candidate.assurance = static_cast<model::Assurance>(in.number());
  read_items(in, [&] { candidate.assumptions.emplace_back(in.text()); });
  candidate.judging = static_cast<model::Judging>(in.number());
  candidate.why = in.text();
  candidate.cost_before = in.text();
  candidate.cost_after = in.text();
  candidate.expected_factor = in.real();
  candidate.line = small_number(in);
  candidate.expected_saving = in.real();
  return candidate;
}

}  // namespace

std::string pack(const FileFindings& findings) {
  Packer out;
  out.number(static_cast<std::uint64_t>(findings.units));
  out.number(static_cast<std::uint64_t>(findings.ignored));
  out.number(findings.opportunities.size());
  for (const auto& [candidate, line_text, fingerprint, diff] : findings.opportunities) {
    pack_candidate(out, candidate);
    out.text(line_text);
    out.text(fingerprint);
    out.text(diff);
  }
  out.number(findings.refusals.size());
  for (const auto& [strategy, unit, line, reason] : findings.refusals) {
    out.text(strategy);
    out.text(unit.qualname);
    out.number(line);
    out.text(reason);
  }
  out.number(findings.warnings.size());
  for (const auto& warning : findings.warnings) out.text(warning);
  return out.take();
}

std::optional<FileFindings> unpack(std::string_view bytes, const std::string& file) {
  Unpacker in(bytes);
  FileFindings findings;
  findings.units = static_cast<int>(in.number());
  findings.ignored = static_cast<int>(in.number());
  read_items(in, [&] {
    Opportunity& one = findings.opportunities.emplace_back();
    one.candidate = unpack_candidate(in, file);
    one.line_text = in.text();
    one.fingerprint = in.text();
    one.diff = in.text();
  });
  read_items(in, [&] {
    model::Refusal& refusal = findings.refusals.emplace_back();
    refusal.strategy = in.text();
    refusal.unit = {file, std::string(in.text())};
    refusal.line = small_number(in);
    refusal.reason = in.text();
  });
  read_items(in, [&] { findings.warnings.emplace_back(in.text()); });
  return in.done() ? std::optional(std::move(findings)) : std::nullopt;
}

}  // namespace velox::agents
