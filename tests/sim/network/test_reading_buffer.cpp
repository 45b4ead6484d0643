#include <gtest/gtest.h>

#include <deque>

#include "sim/base/random.h"
#include "sim/network/reading_buffer.h"

using namespace fengsui;

namespace {

Reading reading(int number) { return {Time{Duration{number}}, 1.0 * number, PointId(), Quality::good, {}}; }

// A deque that does the same by the book, over random sequences of all operations.
TEST(ReadingBuffer, KeepsEveryReadingInOrderWhateverTheSequence) {
  const Stream stream{5, Draw::test, 0};
  ReadingBuffer buffer;
  std::deque<Reading> book;
  std::vector<Reading> out;
  int next = 0;
  for (std::uint64_t step = 0; step < 20000; ++step) {
    const double what = stream.uniform(2 * step);
    const auto size = static_cast<std::size_t>(stream.uniform(2 * step + 1) * 20);
    if (what < 0.6) {
      buffer.push(reading(next));
      book.push_back(reading(next++));
    } else if (what < 0.8) {
      if (!out.empty()) continue;
      out = buffer.take(size);
      for (const Reading& taken : out) {
        ASSERT_EQ(taken, book.front());
        book.pop_front();
      }
    } else if (what < 0.95) {
      buffer.put_back(out);
      book.insert(book.begin(), out.begin(), out.end());
      out.clear();
    } else {
      const std::size_t count = std::min(size, buffer.size());
      buffer.drop_oldest(count);
      book.erase(book.begin(), book.begin() + static_cast<std::ptrdiff_t>(count));
    }
    ASSERT_TRUE(std::ranges::equal(buffer.readings(), book)) << "step " << step;
  }
}

TEST(ReadingBuffer, YoungerReadingsThatReturnFirstDoNotStayInFront) {
  ReadingBuffer buffer;
  for (int i = 0; i < 6; ++i) buffer.push(reading(i));
  const auto older = buffer.take(2), younger = buffer.take(2);
  buffer.put_back(older);
  buffer.put_back(younger);
  ASSERT_EQ(buffer.size(), 6u);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(buffer.readings()[static_cast<std::size_t>(i)], reading(i));
}

}  // namespace
