// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/junit.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace velox::experiment {

namespace {

constexpr std::size_t kMostBytes = 256U << 20;
constexpr std::size_t kMostMessage = 300;

struct Reading {
  std::map<std::string, TestResult> results;
  std::optional<std::string> name;
  TestResult current;
};

std::string attribute(const XML_Char** attributes, std::string_view wanted) {
  for (; attributes[0] != nullptr; attributes += 2) {
    if (attributes[0] == wanted) return attributes[1];
  }
  return {};
}

int badness(TestOutcome outcome) {
  switch (outcome) {
    case TestOutcome::skipped: return 0;
    case TestOutcome::passed: return 1;
    case TestOutcome::failed: return 2;
    case TestOutcome::error: return 3;
  }
  return 3;
}

void begin(void* user, const XML_Char* element, const XML_Char** attributes) {
  auto& reading = *static_cast<Reading*>(user);
  const std::string_view tag = element;
  if (tag == "testcase") {
    reading.name = attribute(attributes, "classname") + "::" + attribute(attributes, "name");
    reading.current = {};
    return;
  }
  if (!reading.name) return;
  TestOutcome outcome;
  if (tag == "failure")
    outcome = TestOutcome::failed;
  else if (tag == "error")
    outcome = TestOutcome::error;
  else if (tag == "skipped")
    outcome = TestOutcome::skipped;
  else
    return;
  reading.current.outcome = outcome;
  std::string message = attribute(attributes, "message");
  message.resize(std::min({message.size(), message.find('\n'), kMostMessage}));
  reading.current.message = std::move(message);
}

void end(void* user, const XML_Char* element) {
  auto& reading = *static_cast<Reading*>(user);
  if (std::string_view(element) != "testcase" || !reading.name) return;
  const auto [at, is_new] = reading.results.emplace(*reading.name, reading.current);
  if (!is_new && badness(reading.current.outcome) > badness(at->second.outcome)) at->second = reading.current;
  reading.name.reset();
}

}  // namespace

const char* to_string(TestOutcome outcome) {
  switch (outcome) {
    case TestOutcome::passed: return "passed";
    case TestOutcome::failed: return "failed";
    case TestOutcome::error: return "error";
    case TestOutcome::skipped: return "skipped";
  }
  return "error";
}

Result<std::map<std::string, TestResult>> read_junit(std::string_view xml) {
  if (xml.size() > kMostBytes) return fail(ErrorCode::invalid, "the tests' result file is too large");
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (parser == nullptr) return fail(ErrorCode::internal, "no memory for the XML parser");
  Reading reading;
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), begin, end);
  if (XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE) == XML_STATUS_ERROR) {
    return fail(ErrorCode::invalid,
                fmt::format("the tests' result file is no XML: {} in line {}",
                            XML_ErrorString(XML_GetErrorCode(parser.get())), XML_GetCurrentLineNumber(parser.get())));
  }
  return std::move(reading.results);
}

}  // namespace velox::experiment
